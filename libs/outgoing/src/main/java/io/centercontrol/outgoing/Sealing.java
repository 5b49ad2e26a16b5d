package io.centercontrol.outgoing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Seals what only this service may read, by Google Tink (AES-256-GCM), for one purpose each: what was sealed for one endpoint opens
 * for no other. The keys lie in a file of Tink's JSON that is in no database and no backup of one. The first of its keys seals, and
 * all of them open, so that they are changed by adding one. All instances need the same file.
 */
@Singleton
public class Sealing {
    private static final Logger LOG = Logger.getLogger(Sealing.class);

    private final Aead aead;
    private final Path file;

    Sealing(@ConfigProperty(name = "cc.secrets.keyset-file") Path file) {
        this.file = file;
        try {
            AeadConfig.register();
            aead = keys(file).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " is no keyset of Tink that seals: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make the keyset " + file, e);
        }
    }

    /** Seals. */
    public byte[] seal(UUID purpose, byte[] secret) {
        try {
            return aead.encrypt(secret, bytes(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is sealed can always be", e);
        }
    }

    /**
     * Opens.
     *
     * @throws IllegalStateException when it was sealed by a key that the file has not, for another purpose, or was changed
     */
    public byte[] open(UUID purpose, byte[] closed) {
        try {
            return aead.decrypt(closed, bytes(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a secret of %s cannot be opened: the keyset %s is not the one that it was sealed with. Give every instance the keyset of the first one."
                            .formatted(purpose, file),
                    e);
        }
    }

    private static KeysetHandle keys(Path file) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            make(file);
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
    }

    /** Written beside and linked in place: of two instances that begin at once one makes it, and nobody reads half of it. */
    private static void make(Path file) throws IOException, GeneralSecurityException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        var draft = Files.createTempFile(
                folder,
                "keyset",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get()));
            Files.createLink(file, draft);
            LOG.warnf("a keyset for secrets was made: keep %s, for without it no secret can be read", file);
        } catch (FileAlreadyExistsException e) {
            LOG.debugf("another instance has made %s", file);
        } finally {
            Files.delete(draft);
        }
    }

    private static byte[] bytes(UUID purpose) {
        return ByteBuffer.allocate(16)
                .putLong(purpose.getMostSignificantBits())
                .putLong(purpose.getLeastSignificantBits())
                .array();
    }
}
