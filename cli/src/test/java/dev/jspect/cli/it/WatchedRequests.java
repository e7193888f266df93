// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Requests to a target that prints its port, sent while jspect looks at what comes of them. */
final class WatchedRequests {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final TargetJvm target;
    private final String path;

    private WatchedRequests(TargetJvm target, String path) {
        this.target = target;
        this.path = path;
    }

    /** What was answered, without the time of day. */
    record Answer(int status, String body) {
        static Answer of(HttpResponse<String> response) {
            return new Answer(
                    response.statusCode(), response.body().replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":0"));
        }
    }

    /** Returns those to this path of a target, and what is behind it. */
    static WatchedRequests to(TargetJvm target, String path) {
        return new WatchedRequests(target, path);
    }

    Answer answer(String query) {
        return send(query).join();
    }

    /** Sends one, whose answer comes when the target is so kind. */
    CompletableFuture<Answer> send(String query) {
        String port = target.output()
                .lines()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow();
        URI uri = URI.create("http://127.0.0.1:" + port.substring("port ".length()) + path + query);
        return client.sendAsync(
                        HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    /**
     * Runs {@code exceptions}, sends a request that throws, and checks that it is answered as before.
     *
     * @return what it printed on stdout
     */
    String exceptions(String query, String... options) throws IOException, InterruptedException {
        Answer before = answer(query);
        List<String> command = new ArrayList<>(List.of("exceptions", String.valueOf(target.pid()), "-n", "1"));
        command.addAll(List.of(options));
        Path directory = Files.createTempDirectory(Path.of("target"), "watched-");
        try (RunningTool tool = RunningTool.start(directory, command.toArray(String[]::new))) {
            tool.awaitErr("jspect: waits for exceptions");
            assertEquals(before, answer(query), target.output());
            assertEquals(0, tool.awaitExit(), tool.err());
            return tool.out();
        } finally {
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Returns the threads and their variables once one of them waits in this method. */
    String frames(String method, String... options) {
        List<String> command = new ArrayList<>(List.of("frames", String.valueOf(target.pid()), "-l"));
        command.addAll(List.of(options));
        String[] shown = new String[1];
        String trouble = Await.until(
                LIMIT,
                () -> {
                    JspectProcess.Result result = JspectHere.run(command.toArray(String[]::new));
                    shown[0] = result.out() + result.err();
                    return result.exitCode() == 0 && result.out().contains(method);
                },
                () -> shown[0]);
        assertEquals("", trouble);
        EvalIT.assertNothingLeft(target);
        return shown[0];
    }

    /** Returns what is said of a frame: all below its line, up to the next frame. */
    static String frame(String shown, String method) {
        int start = shown.indexOf("at " + method + "(");
        assertEquals(true, start >= 0, shown);
        String rest = shown.substring(shown.indexOf('\n', start) + 1);
        return rest.split("(?m)^ {0,3}(\\d+ at|\\.\\.\\.)", 2)[0];
    }
}
