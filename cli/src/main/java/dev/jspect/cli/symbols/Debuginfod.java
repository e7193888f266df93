// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.symbols;

import dev.jspect.shell.natives.SymbolFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Servers of symbol files, as elfutils has them: {@code DEBUGINFOD_URLS} names them (debuginfod(8)). What they give is kept where their other clients keep it,
 * and look for it, too. A server that does not answer is asked no more.
 */
public final class Debuginfod implements SymbolFiles {
    /** Names servers, with spaces between. */
    public static final String URLS = "DEBUGINFOD_URLS";

    /** Seconds that one file may take. */
    static final String MOST_TIME = "DEBUGINFOD_MAXTIME";

    private static final String CACHE = "DEBUGINFOD_CACHE_PATH";
    private static final String HEXADECIMAL = "[0-9a-f]{4,128}";
    private static final long USUAL_SECONDS = 60;
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final int FOUND = 200;
    /** In one run: a recording's are anybody's. */
    private static final int MOST_BUILDS = 64;

    private static final long LONGEST = 2L << 30;

    private final Set<String> servers = new LinkedHashSet<>();
    private final Path cache;
    private final long seconds;
    private final Consumer<String> said;
    private int asked;

    /**
     * Asks nobody yet.
     *
     * @param environment of jspect
     * @param said told in a line what goes on, and what goes wrong
     */
    public Debuginfod(Map<String, String> environment, Consumer<String> said) {
        for (String url : environment.getOrDefault(URLS, "").strip().split("\\s+", -1)) {
            // Others are settings of elfutils.
            if (url.startsWith("http://") || url.startsWith("https://")) {
                servers.add(url.endsWith("/") ? url : url + '/');
            }
        }
        this.cache = cache(environment);
        this.seconds = seconds(environment.getOrDefault(MOST_TIME, ""));
        this.said = said;
    }

    private static Path cache(Map<String, String> environment) {
        String own = environment.getOrDefault(CACHE, "");
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        Path parent = caches.isEmpty() ? Path.of(environment.getOrDefault("HOME", "/"), ".cache") : Path.of(caches);
        return parent.resolve("debuginfod_client");
    }

    private static long seconds(String typed) {
        return typed.matches("[1-9][0-9]{0,5}") ? Long.parseLong(typed) : USUAL_SECONDS;
    }

    @Override
    public List<Path> of(String buildId) {
        if (servers.isEmpty() || !buildId.matches(HEXADECIMAL)) {
            return List.of();
        }
        Path kept = cache.resolve(buildId).resolve("debuginfo");
        try {
            return (Files.isRegularFile(kept) && Files.size(kept) > 0) || isFetched(buildId, kept)
                    ? List.of(kept)
                    : List.of();
        } catch (IOException e) {
            said.accept("cannot keep symbols in " + cache + ": " + e);
            return List.of();
        }
    }

    private boolean isFetched(String buildId, Path kept) throws IOException {
        asked++;
        if (asked > MOST_BUILDS) {
            return false;
        }
        for (String server : List.copyOf(servers)) {
            Files.createDirectories(cache);
            Path part = Files.createTempFile(cache, "jspect", ".part");
            try {
                if (isFetched(URI.create(server).resolve("buildid/" + buildId + "/debuginfo"), part)) {
                    Files.createDirectories(cache.resolve(buildId));
                    Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
                    return true;
                }
            } catch (IOException | IllegalArgumentException e) {
                servers.remove(server);
                said.accept("no symbols from " + server + ": " + e);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return false;
    }

    private static HttpResponse.BodySubscriber<Path> body(HttpResponse.ResponseInfo answer, Path part) {
        boolean wanted = answer.statusCode() == FOUND
                && answer.headers().firstValueAsLong("Content-Length").orElse(0) <= LONGEST;
        return wanted ? HttpResponse.BodySubscribers.ofFile(part) : HttpResponse.BodySubscribers.replacing(part);
    }

    private boolean isFetched(URI file, Path part) throws IOException {
        said.accept("asking " + file);
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECTING)
                .build();
        CompletableFuture<HttpResponse<Path>> coming =
                http.sendAsync(HttpRequest.newBuilder(file).build(), answer -> body(answer, part));
        try {
            return coming.get(seconds, TimeUnit.SECONDS).statusCode() == FOUND && Files.size(part) > 0;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("not there within " + seconds + " s; " + MOST_TIME + " says how long to wait", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            coming.cancel(true);
        }
    }
}
