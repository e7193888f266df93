// SPDX-License-Identifier: Apache-2.0
/** Looks at targets again and again and compares what it sees with what must be there. Short in tests, long by scripts/soak. */
@NullMarked
package dev.jspect.cli.soak;

import org.jspecify.annotations.NullMarked;
