// SPDX-License-Identifier: Apache-2.0
/**
 * What runs inside a target: Java 8, the JDK's classes only, nothing written to disk or to the application's streams.
 *
 * <p>{@link dev.jspect.agent.JspectAgent} is the doorway, the one class that the target's system loader sees and keeps. It
 * connects back to the tool, takes all other classes of this module from the connection and defines them in a loader of
 * their own, which dies with the session. {@link dev.jspect.agent.AgentSession} is the session's one thread, {@link
 * dev.jspect.agent.RequestHandler} the one switch over its requests; what they ask for lies in the packages below, which
 * do not see each other. No other module imports this one's classes: the tool speaks with them over the wire.
 */
package dev.jspect.agent;
