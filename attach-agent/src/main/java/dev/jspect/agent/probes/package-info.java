// SPDX-License-Identifier: Apache-2.0
/**
 * Methods with probes in them. The tool has rewritten them; when a thread comes to a probe first, the dispatcher links it with what {@link
 * dev.jspect.agent.probes.WatchedCalls} gives, and from then on the thread itself does what {@link dev.jspect.agent.probes.Watch} says, and goes
 * on. A thread of the session makes of it what the tool is sent: {@link dev.jspect.agent.probes.CallReporter}.
 */
package dev.jspect.agent.probes;
