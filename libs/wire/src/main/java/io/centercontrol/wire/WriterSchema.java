package io.centercontrol.wire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * The schemas that a registry hands out are somebody else's bytes too. Some hundred characters of schema can stand for a
 * record of 2^40 fields without content, or for values that hold themselves without end; reading one costs what its schema
 * says, not what its bytes are. So a schema is bounded before anything is read with it.
 */
public final class WriterSchema {
    /** Most characters of its text; the largest of ours has some 10,000. */
    public static final int MOST_CHARACTERS = 256 << 10;

    /** Deepest nesting of records, lists and unions. */
    static final int MOST_LEVELS = 64;

    /** Most parts when every name is replaced by what it stands for. */
    static final int MOST_PARTS = 20_000;

    /** Largest fixed value in bytes: room is made for it before it is read. */
    static final int MOST_FIXED = 64 << 10;

    private WriterSchema() {}

    /**
     * A schema, out of its JSON.
     *
     * @throws SchemaParseException when it is none, holds itself, or is too large; the message says which
     */
    public static Schema parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new SchemaParseException(
                    "a schema has %d characters, more than %d".formatted(text.length(), MOST_CHARACTERS));
        }
        try {
            var schema = new Schema.Parser().parse(text);
            new Bounds().sizeOf(schema, 1);
            return schema;
        } catch (SchemaParseException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new SchemaParseException(
                    "a schema makes no sense: " + MalformedValue.of(e).getMessage());
        }
    }

    /** @param parts how many there are beneath it, itself counted; {@code levels} likewise */
    private record Size(long parts, int levels) {}

    /** Walks once through each named type, however often it is named. */
    private static final class Bounds {
        private final Map<String, Size> known = new HashMap<>();
        private final Set<String> open = new HashSet<>();

        Size sizeOf(Schema schema, int level) {
            return switch (schema.getType()) {
                case RECORD -> named(schema, level);
                case ARRAY -> inside(sizeOf(schema.getElementType(), deeper(level)), level);
                case MAP -> inside(sizeOf(schema.getValueType(), deeper(level)), level);
                case UNION -> {
                    var size = new Size(1, 1);
                    for (var branch : schema.getTypes()) {
                        size = with(size, sizeOf(branch, deeper(level)), level);
                    }
                    yield size;
                }
                case FIXED -> {
                    if (schema.getFixedSize() > MOST_FIXED) {
                        throw new SchemaParseException("the fixed type %s has %d bytes, more than %d"
                                .formatted(schema.getFullName(), schema.getFixedSize(), MOST_FIXED));
                    }
                    yield new Size(1, 1);
                }
                case ENUM, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> new Size(1, 1);
            };
        }

        private Size named(Schema schema, int level) {
            var name = schema.getFullName();
            var size = known.get(name);
            if (size == null) {
                if (!open.add(name)) {
                    throw new SchemaParseException("the type " + name + " holds itself");
                }
                size = new Size(1, 1);
                for (var field : schema.getFields()) {
                    size = with(size, sizeOf(field.schema(), deeper(level)), level);
                }
                open.remove(name);
                known.put(name, size);
            }
            return check(size, level);
        }

        private static Size inside(Size item, int level) {
            return with(new Size(1, 1), item, level);
        }

        private static Size with(Size all, Size one, int level) {
            return check(new Size(all.parts() + one.parts(), Math.max(all.levels(), one.levels() + 1)), level);
        }

        private static Size check(Size size, int level) {
            if (size.parts() > MOST_PARTS) {
                throw new SchemaParseException("a schema has more than " + MOST_PARTS + " parts");
            }
            if (level + size.levels() - 1 > MOST_LEVELS) {
                throw new SchemaParseException("a schema is nested deeper than " + MOST_LEVELS + " levels");
            }
            return size;
        }

        private static int deeper(int level) {
            if (level >= MOST_LEVELS) {
                throw new SchemaParseException("a schema is nested deeper than " + MOST_LEVELS + " levels");
            }
            return level + 1;
        }
    }
}
