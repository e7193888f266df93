// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.javadoc;

import java.util.regex.Pattern;

/** Makes text of a documentation comment's markup. */
final class CommentText {
    private static final Pattern PARAGRAPH =
            Pattern.compile("<p>|</p>|<ul>|<pre>|<blockquote>|\\n\\s*\\n|\\n\\s*@[a-z]|^\\s*@[a-z]");
    private static final Pattern INLINE =
            Pattern.compile("\\{@(?:code|literal|link|linkplain|value|return)\\s+([^{}]*)}");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private CommentText() {}

    /** Returns all before the first paragraph's end, as one line. */
    static String firstParagraph(String comment) {
        String text = comment.strip();
        String paragraph = PARAGRAPH.split(text, 2)[0];
        String plain = INLINE.matcher(paragraph).replaceAll("$1");
        return TAG.matcher(plain)
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
