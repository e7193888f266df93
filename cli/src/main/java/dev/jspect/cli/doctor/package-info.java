// SPDX-License-Identifier: Apache-2.0
/**
 * What would help or hinder each command on a target, found out before anything is loaded:
 * {@link dev.jspect.cli.doctor.Examination} looks, {@link dev.jspect.cli.doctor.Diagnosis} is what it found. Knows the
 * package {@code attach}, and neither how a diagnosis is printed nor the commands themselves.
 */
@NullMarked
package dev.jspect.cli.doctor;

import org.jspecify.annotations.NullMarked;
