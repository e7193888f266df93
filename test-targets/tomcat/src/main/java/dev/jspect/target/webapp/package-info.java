// SPDX-License-Identifier: Apache-2.0
/** A web application's own classes: WEB-INF/classes. */
package dev.jspect.target.webapp;
