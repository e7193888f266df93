// SPDX-License-Identifier: Apache-2.0
/** A servlet container, for the integration tests to look at. */
package dev.jspect.target.tomcat;
