// SPDX-License-Identifier: Apache-2.0
/**
 * Snippets in the target: their loader, the thread that runs one, and what their rewritten code calls. {@link
 * dev.jspect.agent.eval.Evaluator} is for the request handler; {@link dev.jspect.agent.eval.SnippetSupport} and {@link
 * dev.jspect.agent.eval.MemberAccess} are for the code of snippets, which the tool has rewritten to call them.
 */
package dev.jspect.agent.eval;
