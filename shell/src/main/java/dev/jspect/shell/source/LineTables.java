// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import dev.jspect.protocol.MethodFacts;

/** Compares line number tables with a source. */
interface LineTables {
    /** Whether the method's table may come from this source. Where that is not certain it may: an alarm must be true. */
    boolean fit(MethodFacts method);
}
