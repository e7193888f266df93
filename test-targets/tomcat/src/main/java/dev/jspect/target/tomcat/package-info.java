// SPDX-License-Identifier: Apache-2.0
/** A servlet container without a port, for the integration tests to look at. */
package dev.jspect.target.tomcat;
