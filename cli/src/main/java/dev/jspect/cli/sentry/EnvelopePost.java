// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/** Posts envelopes, one after the other. The only user of {@code java.net.http}: whoever does not send, does not load it. */
final class EnvelopePost {
    private final Dsn dsn;
    private final String client;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * What the server said.
     *
     * @param failure why it has not taken the envelope; empty when it has
     * @param pause for how long it wants no other
     */
    record Answer(String failure, Duration pause) {
        static Answer failed(String why) {
            return new Answer(why, Duration.ZERO);
        }
    }

    EnvelopePost(Dsn dsn, String client, Duration timeout) {
        this.dsn = dsn;
        this.client = client;
        this.timeout = timeout;
        // No redirects: the key is for this server.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** Sends one and waits for the answer. */
    Answer post(byte[] envelope) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(dsn.endpoint())
                .timeout(timeout)
                .header("Content-Type", "application/x-sentry-envelope")
                .header("Content-Encoding", "gzip")
                .header("User-Agent", client)
                .header("X-Sentry-Auth", dsn.authorization(client))
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed(envelope)))
                .build();
        CompletableFuture<HttpResponse<Void>> coming = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            // The request's own timeout ends where the body of the answer begins.
            return answer(coming.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return Answer.failed(reason(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            return Answer.failed(reason(e));
        } finally {
            coming.cancel(true);
        }
    }

    private Answer answer(HttpResponse<Void> response) {
        int status = response.statusCode();
        Duration wait = RateLimit.of(
                status,
                response.headers().firstValue("X-Sentry-Rate-Limits").orElse(null),
                response.headers().firstValue("Retry-After").orElse(null),
                Instant.now());
        if (status / 100 == 2) {
            return new Answer("", wait);
        }
        if (status == 429) {
            return new Answer("it wants no more for " + wait.toSeconds() + " s (429)", wait);
        }
        String error = response.headers().firstValue("X-Sentry-Error").orElse("");
        return new Answer("it answered " + status + (error.isEmpty() ? "" : ": " + dsn.withoutKey(error)), wait);
    }

    private String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "no host of that name is known";
            }
        }
        if (failure instanceof TimeoutException || failure instanceof java.net.http.HttpTimeoutException) {
            return "it did not answer in " + timeout.toMillis() / 1e3 + " s";
        }
        if (failure instanceof ConnectException) {
            return "it cannot be connected to";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : dsn.withoutKey(message);
    }

    /** Sentry takes 200 KB, packed. */
    private static byte[] packed(byte[] envelope) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(envelope);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
