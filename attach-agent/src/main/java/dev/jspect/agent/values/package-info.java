// SPDX-License-Identifier: Apache-2.0
/**
 * Values as text, bounded whatever they are. {@link dev.jspect.agent.values.ValueRenderer} is for results of evaluations,
 * which may run the application's {@code toString}.
 */
package dev.jspect.agent.values;
