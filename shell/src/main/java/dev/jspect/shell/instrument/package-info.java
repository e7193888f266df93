// SPDX-License-Identifier: Apache-2.0
/** Classes of the target rewritten to call the dispatcher, and the proof that they are again what they were. */
@NullMarked
package dev.jspect.shell.instrument;

import org.jspecify.annotations.NullMarked;
