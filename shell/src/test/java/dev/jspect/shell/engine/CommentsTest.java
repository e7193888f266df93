// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.shell.engine.SnippetResult.Ending;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommentsTest {
    @Test
    void aCommentIsNoSnippet() throws IOException {
        InProcessTarget target = new InProcessTarget();
        try (SnippetEngine engine = SnippetEngine.start(target.jvm(), () -> target, false)) {
            assertEquals(List.of(), engine.evaluate("// nothing"));
            List<SnippetResult> results = engine.evaluate("1 + 1\n// the last line\n");

            assertEquals(
                    List.of(Ending.DONE),
                    results.stream().map(SnippetResult::ending).toList(),
                    results.toString());
        }
    }
}
