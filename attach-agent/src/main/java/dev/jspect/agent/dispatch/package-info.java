// SPDX-License-Identifier: Apache-2.0
/** What changed code calls, and how what it takes along comes to the session: {@link dev.jspect.agent.dispatch.Dispatcher}, {@link
 * dev.jspect.agent.dispatch.Handover}. */
package dev.jspect.agent.dispatch;
