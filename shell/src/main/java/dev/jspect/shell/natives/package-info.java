// SPDX-License-Identifier: Apache-2.0
/** What threads do below Java: the system calls that they wait in. */
@NullMarked
package dev.jspect.shell.natives;

import org.jspecify.annotations.NullMarked;
