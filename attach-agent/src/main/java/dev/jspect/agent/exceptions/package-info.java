// SPDX-License-Identifier: Apache-2.0
/**
 * Exceptions as they are constructed. {@code Throwable}'s constructors, rewritten by the tool, call the dispatcher, and that calls
 * {@link dev.jspect.agent.exceptions.ThrownHook}, in the throwing thread: it decides, takes the stack with its variables, and goes on. A thread of
 * the session reads the values, and sends them: {@link dev.jspect.agent.exceptions.ExceptionReporter}.
 */
package dev.jspect.agent.exceptions;
