// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.page;

import dev.jspect.cli.json.PageJson;
import dev.jspect.shell.page.PageMoment;
import dev.jspect.shell.recording.About;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;

/** Writes one page that has all in it, and is allowed to fetch nothing. Its parts are resources: what it looks like, and what it does. */
public final class Page {
    private static final String STYLE = "{{style}}";
    private static final String SCRIPT = "{{script}}";
    private static final String DATA = "{{data}}";

    private Page() {}

    /**
     * Writes it, and leaves the stream open.
     *
     * @param moments each asked for when those before are written
     */
    public static void write(OutputStream out, About about, Iterator<PageMoment> moments) throws IOException {
        String page = resource("page.html").replace(STYLE, resource("page.css")).replace(SCRIPT, resource("page.js"));
        // What is recorded comes last, and is never looked into for one of these marks.
        int data = page.indexOf(DATA);
        text(out, page.substring(0, data));
        PageJson.write(out, about, moments);
        text(out, page.substring(data + DATA.length()));
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
