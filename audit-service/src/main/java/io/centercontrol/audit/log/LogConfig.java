package io.centercontrol.audit.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the log is called, what it signs with, and who may read it. */
@ConfigMapping(prefix = "cc.log")
public interface LogConfig {
    /**
     * The log's name, for ever: the first line of each checkpoint, and the name of its keys. A host name and a path by custom, without a
     * scheme. A log that was lost gets another name.
     */
    String origin();

    /** The file with the key that checkpoints are signed with. Every instance needs the same one; it is made where there is none. */
    Path keyFile();

    /** While the key changes, the one that goes: checkpoints are signed by both. */
    Optional<Path> retiringKeyFile();

    /** Where this instance keeps the newest checkpoint that it has signed or seen, outside of the database. */
    Path memoryFile();

    /** Whether everybody may read checkpoints and tiles, without a token. Nothing personal is in them. */
    @WithDefault("false")
    boolean open();

    /**
     * Who shall sign that the log only grew: for each witness its verifier key (C2SP signed-note, of the kind cosignature/v1), a
     * space, and its submission prefix, such as {@code example.org/w+0d4ae9b7+BA... https://witness.example.org}.
     */
    Optional<List<String>> witnesses();

    /** How often at most a witness is asked. */
    @WithDefault("10S")
    Duration witnessEvery();

    /** How often at most a checkpoint is told to the platform. */
    @WithDefault("1S")
    Duration tellEvery();
}
