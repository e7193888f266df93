// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

/** The doorway. */
public final class JspectAgent {
    private JspectAgent() {}
}
