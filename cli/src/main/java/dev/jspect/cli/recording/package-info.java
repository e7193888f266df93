// SPDX-License-Identifier: Apache-2.0
/** Recordings as files: a ZIP archive of moments, and what they are of (docs/RECORDING.md). */
@NullMarked
package dev.jspect.cli.recording;

import org.jspecify.annotations.NullMarked;
