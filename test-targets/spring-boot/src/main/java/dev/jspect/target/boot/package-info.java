// SPDX-License-Identifier: Apache-2.0
/** A Spring Boot application for the integration tests to look at: its classes and libraries lie inside its jar. */
package dev.jspect.target.boot;
