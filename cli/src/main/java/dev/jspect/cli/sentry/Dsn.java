// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a project of a Sentry server, and the key to send it events: {@code https://KEY@HOST[:PORT][/PATH]/PROJECT}. */
public final class Dsn {
    /** Where it is read from. */
    public static final String VARIABLE = "SENTRY_DSN";

    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z_.~-]{1,256}");
    private static final Pattern PROJECT = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    private final URI endpoint;
    private final String key;

    private Dsn(URI endpoint, String key) {
        this.endpoint = endpoint;
        this.key = key;
    }

    /**
     * Reads one. No message says what it holds.
     *
     * @param text null if there is none
     * @throws JspectException if it is none
     */
    public static Dsn parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw refused("the environment variable " + VARIABLE + " is not set");
        }
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException holdsTheKey) {
            throw refused("what " + VARIABLE + " holds is no URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused("what " + VARIABLE + " holds does not begin with https:// or http://");
        }
        if (uri.getHost() == null) {
            throw refused("what " + VARIABLE + " holds names no host");
        }
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        // Old ones have a secret behind the key, which servers do not ask for any more.
        String key = user.contains(":") ? user.substring(0, user.indexOf(':')) : user;
        if (!KEY.matcher(key).matches()) {
            throw refused("what " + VARIABLE + " holds has no key in front of the host");
        }
        String path = withoutEnd(uri.getRawPath());
        int slash = path.lastIndexOf('/');
        String project = path.substring(slash + 1);
        if (!PROJECT.matcher(project).matches() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("what " + VARIABLE + " holds does not end with the number of a project");
        }
        String base = slash < 0 ? "" : path.substring(0, slash);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new Dsn(
                URI.create(scheme + "://" + uri.getHost() + port + base + "/api/" + project + "/envelope/"), key);
    }

    private static String withoutEnd(@Nullable String path) {
        String text = path == null ? "" : path;
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static JspectException refused(String why) {
        return new JspectException(
                ExitCode.USAGE,
                "cannot send events to Sentry",
                why,
                "Nothing was done. A project's DSN is in its settings, under Client Keys: export " + VARIABLE
                        + "=https://KEY@HOST/PROJECT");
    }

    /** Returns where envelopes go. */
    URI endpoint() {
        return endpoint;
    }

    /** Returns the header {@code X-Sentry-Auth}. */
    String authorization(String client) {
        return "Sentry sentry_version=7, sentry_key=" + key + ", sentry_client=" + client;
    }

    /** Returns a text that may hold the key without it. */
    String withoutKey(String text) {
        return text.replace(key, "[key]");
    }

    /** Returns the server, as messages may call it. */
    public String server() {
        return endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ':' + endpoint.getPort();
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
