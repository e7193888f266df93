// SPDX-License-Identifier: Apache-2.0
/** Moments of targets, kept to be looked at later and elsewhere: what of them is kept, and as which bytes (docs/RECORDING.md). */
@NullMarked
package dev.jspect.shell.recording;

import org.jspecify.annotations.NullMarked;
