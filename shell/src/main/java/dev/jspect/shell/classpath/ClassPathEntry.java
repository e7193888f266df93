// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class loader's URL, taken apart.
 *
 * @param file the jar or directory, as the target sees it
 * @param nested an entry of it: a jar inside the jar, or a folder (with a slash at its end); null for the file itself
 */
public record ClassPathEntry(String file, @Nullable String nested) {
    /** How a URL begins, and what stands in it between a file and its entry. */
    private static final Map<String, String> SEPARATORS =
            Map.of("jar:nested:", "/!", "war:file:", "*/", "jar:file:", "!/");

    /**
     * Parses what URL class loaders use: {@code file:/a.jar}, {@code file:/dir/}, {@code jar:file:/a.jar!/x.jar!/}, Spring
     * Boot's {@code jar:nested:/a.jar/!x.jar!/} and Tomcat's {@code war:file:/a.war*}{@code /x.jar}.
     *
     * @return null for any other URL: its classes are asked of the target one by one
     */
    public static @Nullable ClassPathEntry parse(String url) {
        String prefix = "file:";
        for (String known : SEPARATORS.keySet()) {
            prefix = url.startsWith(known) ? known : prefix;
        }
        if (!url.startsWith(prefix)) {
            return null;
        }
        // The plus sign is a plus sign in a URL's path, but a space to URLDecoder.
        String path = URLDecoder.decode(url.substring(prefix.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
        String separator = SEPARATORS.get(prefix);
        if (separator == null) {
            return new ClassPathEntry(withoutHost(path), null);
        }
        int at = path.indexOf(separator);
        if (at < 0) {
            return null;
        }
        String nested = path.substring(at + separator.length());
        if (nested.endsWith("!/")) {
            nested = nested.substring(0, nested.length() - 2);
        }
        return new ClassPathEntry(withoutHost(path.substring(0, at)), nested.isEmpty() ? null : nested);
    }

    /** {@code file:///x} is {@code file:/x}. */
    private static String withoutHost(String path) {
        return path.startsWith("//") ? path.substring(path.indexOf('/', 2)) : path;
    }
}
