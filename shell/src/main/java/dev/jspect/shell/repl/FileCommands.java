// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.text.Style.Kind;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.Snippet;

/** The commands about files, and about what was typed. */
final class FileCommands {
    /** Reads what another input gives, as if it were typed. */
    interface Playing {
        void play(BufferedReader lines) throws IOException;
    }

    private final Screen screen;
    private final SnippetCommands snippets;
    private final List<String> typed;
    private final Playing playing;

    /**
     * @param typed all that was typed so far
     */
    FileCommands(Screen screen, SnippetCommands snippets, List<String> typed, Playing playing) {
        this.screen = screen;
        this.snippets = snippets;
        this.typed = typed;
        this.playing = playing;
    }

    List<Command> all() {
        return List.of(
                new Command(
                        "/history",
                        "",
                        "what was typed since the start",
                        List.of("Earlier sessions: the Up key, or Ctrl-R to search."),
                        argument -> history(),
                        Command.NONE),
                new Command(
                        "/save",
                        "FILE",
                        "write the snippets that hold to a file",
                        List.of("/save check.jsh    for /open, or: jspect eval TARGET -f check.jsh"),
                        this::save,
                        FileCommands::files),
                new Command(
                        "/open",
                        "FILE",
                        "run a file of snippets and commands",
                        List.of("/open check.jsh    as if its lines were typed here"),
                        this::open,
                        FileCommands::files));
    }

    private void history() {
        screen.show(out -> {
            for (String text : typed) {
                for (String line : text.split("\n", -1)) {
                    out.add(line).endLine();
                }
            }
        });
    }

    private void save(String name) throws IOException {
        Path file = path(name);
        List<Snippet> active = snippets.active("");
        StringBuilder text = new StringBuilder();
        for (Snippet snippet : active) {
            text.append(snippet.source().strip()).append('\n');
        }
        Files.writeString(file, text);
        screen.show(out -> out.add(Kind.DIM, "saved " + active.size() + " snippets to " + file)
                .endLine());
    }

    private void open(String name) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(path(name), StandardCharsets.UTF_8)) {
            playing.play(lines);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + e.getFile(), e);
        }
    }

    private static Path path(String name) throws IOException {
        if (name.isEmpty()) {
            throw new IOException("which file?");
        }
        boolean inHome = name.startsWith("~/");
        try {
            return inHome ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
        } catch (InvalidPathException e) {
            throw new IOException("no name of a file: " + name, e);
        }
    }

    /** Completes one step of a path. */
    private static List<String> files(String prefix) throws IOException {
        String parent = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        File[] children = (parent.isEmpty() ? new File(".") : path(parent).toFile()).listFiles();
        List<String> names = new ArrayList<>();
        for (File child : children == null ? new File[0] : children) {
            if (!child.isHidden()) {
                names.add(parent + child.getName() + (child.isDirectory() ? "/" : ""));
            }
        }
        return names;
    }
}
