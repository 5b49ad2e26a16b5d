package io.centercontrol.testkit.fuzz;

import io.centercontrol.schemas.Contract;
import io.centercontrol.schemas.PublishedSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bytes of one published schema that must be read for ever.
 *
 * @param topic one that carries it; of the families of topics, a made-up service's
 * @param avro in Avro's binary encoding, without the frame
 */
public record GoldenSample(Contract.Topic topic, PublishedSchemas.Version version, byte[] avro) {
    /** All of them. */
    public static List<GoldenSample> all() {
        return Stream.concat(Contract.platformTopics().stream(), Contract.topicsOf("specimen").stream())
                .flatMap(topic -> PublishedSchemas.all(topic.schemaName()).stream()
                        .map(version -> new GoldenSample(topic, version, read(version))))
                .toList();
    }

    /** The sample of a topic's newest schema. */
    public static GoldenSample newest(Contract.Topic topic) {
        var version = PublishedSchemas.newest(topic.schemaName());
        return new GoldenSample(topic, version, read(version));
    }

    private static byte[] read(PublishedSchemas.Version version) {
        var name = "/golden/" + version.name() + "/" + version.number() + ".hex";
        try (InputStream in = GoldenSample.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return version.name() + " " + version.number();
    }
}
