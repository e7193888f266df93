// SPDX-License-Identifier: Apache-2.0
/** What the operating system tells of a target's threads, from outside and without stopping any: system calls, open files. Linux only. */
@NullMarked
package dev.jspect.cli.os;

import org.jspecify.annotations.NullMarked;
