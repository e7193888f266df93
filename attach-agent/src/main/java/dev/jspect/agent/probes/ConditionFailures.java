// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

/** Is told what conditions throw: then the call is not wanted. */
interface ConditionFailures {
    void conditionFailed(Throwable thrown);
}
