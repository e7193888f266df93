// SPDX-License-Identifier: Apache-2.0
/**
 * The run from which a JDK makes the start-up archive: {@link dev.jspect.cli.training.TrainingTarget} is what it looks into.
 */
@NullMarked
package dev.jspect.cli.training;

import org.jspecify.annotations.NullMarked;
