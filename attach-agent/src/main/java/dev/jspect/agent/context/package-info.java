// SPDX-License-Identifier: Apache-2.0
/** What threads carry with them: thread-locals, scoped values and the like, read from memory while they run. */
package dev.jspect.agent.context;
