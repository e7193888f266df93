// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.it.Jdks;
import dev.jspect.cli.it.TargetJvm;
import dev.jspect.target.Shop;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What macOS and Windows use, on any system. */
final class JdkAttachChannelIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void saysWhyAnAgentIsRefused(Jdks.Jdk jdk) {
        try (TargetJvm strict =
                TargetJvm.on(jdk).with("-XX:-EnableDynamicAgentLoading").start(Shop.class.getName())) {
            JvmProcess jvm = TargetSelector.select(String.valueOf(strict.pid()));
            AttachChannel channel = JdkAttachChannel.open(jvm, Deadline.after(LIMIT));

            JspectException failure = assertThrows(
                    JspectException.class, () -> channel.loadJavaAgent(Deadline.after(LIMIT), "/none.jar", ""));

            assertEquals("it was started with -XX:-EnableDynamicAgentLoading", failure.why());
            assertEquals(ExitCode.NOT_PERMITTED, failure.exitCode());
        }
    }
}
