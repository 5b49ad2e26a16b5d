package io.centercontrol.audit.log.http;

import io.centercontrol.audit.log.Cosignatures;
import io.centercontrol.audit.log.Prove;
import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.log.sign.LogKeys;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tlog.EntryBundle;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.Tile;
import io.centercontrol.tlog.VerifierKey;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The log as C2SP tlog-tiles has it: any client of that format reads and verifies it. */
@Path("/tlog")
@Tag(name = "Transparency log")
public class TlogResource {
    /** What never changes may be kept by whoever has it. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final String ENTRIES = "entries/";

    private final TransparencyLog log;
    private final Prove prove;
    private final LogKeys keys;
    private final Cosignatures cosignatures;

    TlogResource(TransparencyLog log, Prove prove, LogKeys keys, Cosignatures cosignatures) {
        this.log = log;
        this.cosignatures = cosignatures;
        this.prove = prove;
        this.keys = keys;
    }

    /**
     * What the log is called, and signs with.
     *
     * @param keys verifier keys (C2SP signed-note), the one that stays first
     */
    @Schema(name = "LogKeysView")
    record KeysView(String origin, List<String> keys) {}

    /**
     * That the log of one size begins with that of another.
     *
     * @param from the smaller size
     * @param to the larger size
     * @param proof hashes in standard Base64 (RFC 6962, 2.1.2)
     */
    @Schema(name = "ConsistencyProofView")
    record ConsistencyView(long from, long to, List<String> proof) {}

    @GET
    @Path("checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.TENANT_ADMIN, LogReader.ROLE})
    @Operation(
            operationId = "readLogCheckpoint",
            summary = "The newest checkpoint",
            description =
                    "How many entries the log has and the root over them, as a signed note (C2SP tlog-checkpoint).")
    public Uni<RestResponse<String>> checkpoint() {
        return log.newest()
                .chain(newest -> cosignatures
                        .newest()
                        .map(signed -> signed.filter(one -> one.size() == newest.size())
                                .orElse(newest)))
                .map(newest -> RestResponse.ResponseBuilder.ok(newest.note())
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        .build());
    }

    @GET
    @Path("tile/{tile:.+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.TENANT_ADMIN, LogReader.ROLE})
    @Operation(
            operationId = "readLogTile",
            summary = "A tile of the log",
            description =
                    "<level>/<index> has the hashes of up to 256 subtrees, entries/<index> the entries of a tile of level 0, each"
                            + " with its length in two bytes in front; .p/<width> behind an index asks for one that is not full. Indices are"
                            + " written in threes of digits, all but the last with an x in front: 0/x001/234.p/5.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<RestResponse<byte[]>> tile(@RestPath String tile) {
        return (tile.startsWith(ENTRIES) ? entries(tile) : hashes(tile))
                .map(bytes -> RestResponse.ResponseBuilder.ok(bytes)
                        .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                        .build());
    }

    private Uni<byte[]> hashes(String path) {
        Tile tile;
        try {
            tile = Tile.parse("tile/" + path);
        } catch (InvalidFormat e) {
            throw noTile(path);
        }
        return log.tile(tile).map(bytes -> bytes.orElseThrow(() -> noTile(path)));
    }

    private Uni<byte[]> entries(String path) {
        EntryBundle bundle;
        try {
            bundle = EntryBundle.parse("tile/" + path);
        } catch (InvalidFormat e) {
            throw noTile(path);
        }
        return log.leaves(bundle.index() * Tile.WIDTH, bundle.width()).map(leaves -> {
            if (leaves.size() < bundle.width()) {
                throw noTile(path);
            }
            return bundle.encode(leaves.stream()
                    .map(leaf -> leaf.getBytes(StandardCharsets.UTF_8))
                    .toList());
        });
    }

    @GET
    @Path("keys")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.TENANT_ADMIN, LogReader.ROLE})
    @Operation(
            operationId = "readLogKeys",
            summary = "What the log signs with",
            description =
                    "Public keys. Whoever verifies takes them from somebody he trusts, and not from the log that he doubts.")
    public KeysView keys() {
        return new KeysView(
                keys.verifiers().getFirst().name(),
                keys.verifiers().stream().map(VerifierKey::text).toList());
    }

    /**
     * How far witnesses are.
     *
     * @param size of the checkpoint that each signed last
     */
    @Schema(name = "LogWitnessesView")
    record WitnessesView(long size, List<WitnessView> witnesses) {}

    /**
     * A witness.
     *
     * @param name of its key
     * @param size of the checkpoint that it signed last
     */
    @Schema(name = "LogWitnessView")
    record WitnessView(String name, long size) {}

    @GET
    @Path("witnesses")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.TENANT_ADMIN, LogReader.ROLE})
    @Operation(
            operationId = "listLogWitnesses",
            summary = "How far witnesses are",
            description = "Which checkpoint each witness signed last, beside how long the log is now.")
    public Uni<WitnessesView> witnesses() {
        return log.newest()
                .chain(newest -> cosignatures
                        .standings()
                        .map(standings -> new WitnessesView(
                                newest.size(),
                                standings.stream()
                                        .map(one -> new WitnessView(one.witness(), one.size()))
                                        .toList())));
    }

    @GET
    @Path("consistency")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.TENANT_ADMIN, LogReader.ROLE})
    @Operation(
            operationId = "proveLogConsistency",
            summary = "Prove that the log only grew",
            description = "From the size of a checkpoint that the caller has to a larger one.")
    public Uni<ConsistencyView> consistency(@RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        var smaller = size("from", from);
        var larger = size("to", to);
        return prove.consistency(smaller, larger)
                .map(proof -> new ConsistencyView(
                        smaller, larger, proof.stream().map(Hash::base64).toList()));
    }

    private static long size(String name, @Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,18}")) {
            throw Parameters.invalid(name, "must be the size of a checkpoint, a whole number");
        }
        return Long.parseLong(text);
    }

    private static RefusedException noTile(String path) {
        return new Refusal.NotFound(
                        "TILE_NOT_FOUND",
                        "The log has no tile/%s. The newest checkpoint says how many entries there are."
                                .formatted(path.length() > 60 ? path.substring(0, 60) + "..." : path))
                .asException();
    }
}
