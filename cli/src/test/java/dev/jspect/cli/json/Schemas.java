// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The JSON Schemas that are shipped. */
public final class Schemas {
    private Schemas() {}

    /** Returns what is wrong with a document by the schema of that name; nothing when it is as promised. */
    public static String violations(String name, String document) {
        try (InputStream in = Schemas.class.getResourceAsStream("/dev/jspect/cli/schema/" + name + ".json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Objects.requireNonNull(in, name));
            return String.join(
                    "\n",
                    schema.validate(document, InputFormat.JSON).stream()
                            .map(Object::toString)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
