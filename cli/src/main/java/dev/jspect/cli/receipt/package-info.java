// SPDX-License-Identifier: Apache-2.0
/** What a command did to a target, measured: {@link dev.jspect.cli.receipt.Receipt}. */
@NullMarked
package dev.jspect.cli.receipt;

import org.jspecify.annotations.NullMarked;
