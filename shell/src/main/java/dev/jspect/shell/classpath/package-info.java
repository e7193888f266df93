// SPDX-License-Identifier: Apache-2.0
/**
 * Class files of a target, read by the tool from the target's own files: plain jars, directories and jars inside jars.
 * {@link dev.jspect.shell.classpath.ClassPathIndex} is what a class loader sees, {@link dev.jspect.shell.classpath.Platform}
 * what its JDK brings.
 */
@NullMarked
package dev.jspect.shell.classpath;

import org.jspecify.annotations.NullMarked;
