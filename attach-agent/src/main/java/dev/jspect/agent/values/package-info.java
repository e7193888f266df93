// SPDX-License-Identifier: Apache-2.0
/**
 * Values of the target, bounded whatever they are and without secrets. {@link dev.jspect.agent.values.ValueReader} reads them
 * from memory and runs no application code; {@link dev.jspect.agent.values.ValueRenderer} makes text of the results of
 * evaluations and may run the application's {@code toString}; {@link dev.jspect.agent.values.Secrets} says what neither shows.
 */
package dev.jspect.agent.values;
