// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes below a directory, looked up each time: a directory may change. */
final class DirectoryContainer implements ClassContainer {
    private static final int MAX_DEPTH = 32;
    private static final String SUFFIX = ".class";

    private final Path directory;

    DirectoryContainer(Path directory) {
        this.directory = directory;
    }

    @Override
    public Collection<String> packages() throws IOException {
        try (Stream<Path> all = Files.walk(directory, MAX_DEPTH)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(file ->
                            directory.relativize(file.getParent()).toString().replace('/', '.'))
                    .distinct()
                    .toList();
        }
    }

    @Override
    public Collection<String> classesIn(String packageName) throws IOException {
        List<String> names = new ArrayList<>();
        Path folder = packageName.isEmpty() ? directory : directory.resolve(packageName.replace('.', '/'));
        String prefix = packageName.isEmpty() ? "" : packageName + ".";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && !name.endsWith("-info" + SUFFIX)) {
                    names.add(prefix + name.substring(0, name.length() - SUFFIX.length()));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // This directory has no such package.
            return names;
        }
        return names;
    }

    @Override
    public byte @Nullable [] read(String resource) throws IOException {
        try {
            return Files.readAllBytes(directory.resolve(resource));
        } catch (NoSuchFileException | InvalidPathException e) {
            // Not in this directory.
            return null;
        }
    }

    @Override
    public void close() {}
}
