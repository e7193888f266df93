// SPDX-License-Identifier: Apache-2.0
/** A library of a web application: a jar in WEB-INF/lib. */
package dev.jspect.target.weblib;
