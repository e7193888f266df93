// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Netty's own thread-locals and executors. */
final class NettyIT {
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void tellsItsThreadLocalsInItsThreadsAndInOthers(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.on(jdk)
                .classPath(TargetJars.nettyClasses(), TargetJars.netty().resolve("*"))
                .start("dev.jspect.target.netty.Fast")) {
            JspectProcess.Result result = JspectHere.run("context", String.valueOf(target.pid()), "--tasks");
            JspectProcess.Result found =
                    JspectHere.run("context", String.valueOf(target.pid()), "--find", "Fast.TENANT=south");

            assertEquals(0, result.exitCode(), result.err());
            String loop = block(result.out(), "loop-1-1");
            assertTrue(loop.matches("(?s).*\n  task +=  *Fast lambda\\{.*"), result.out());
            assertTrue(loop.matches("(?s).*\n  Fast.TENANT +=  *\"north\".*"), result.out());
            assertTrue(loop.matches("(?s).*\n  Fast.PASSWORD +=  *\\[redacted\\].*"), result.out());
            assertTrue(block(result.out(), "plain").matches("(?s).*\n  Fast.TENANT +=  *\"south\".*"), result.out());
            assertFalse(result.out().contains("Fast.REMOVED"), result.out());
            assertFalse(result.out().contains("canary"), result.out());
            assertTrue(found.out().startsWith("\"plain\" #"), found.out() + found.err());
            assertFalse(found.out().contains("loop-1-1"), found.out());
        }
    }

    private static String block(String out, String thread) {
        int begin = out.indexOf('"' + thread + '"');
        assertTrue(begin >= 0, out);
        int end = out.indexOf("\n\n", begin);
        return out.substring(begin, end < 0 ? out.length() : end + 1);
    }
}
