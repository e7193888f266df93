// SPDX-License-Identifier: Apache-2.0
/** The command line, run in this process with streams of the test. */
@NullMarked
package dev.jspect.cli;

import org.jspecify.annotations.NullMarked;
