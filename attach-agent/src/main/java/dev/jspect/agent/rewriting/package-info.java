// SPDX-License-Identifier: Apache-2.0
/** Classes in another form, for a while: the tool makes that form, here it is put in place and taken back. */
package dev.jspect.agent.rewriting;
