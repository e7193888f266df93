// SPDX-License-Identifier: Apache-2.0
/** The target's class loaders and class files, for the request handler. */
package dev.jspect.agent.loaders;
