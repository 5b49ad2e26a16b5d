package io.centercontrol.audit.export.http;

import io.centercontrol.audit.export.RunSchedule;
import io.centercontrol.audit.export.ScheduleExport;
import io.centercontrol.audit.export.ScheduleStore;
import io.centercontrol.audit.trail.http.EntryFilterRequest;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Exports that are made each night. */
@Path(ScheduleResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit exports")
public class ScheduleResource {
    static final String PATH = "/api/v1/audit/export-schedules";
    private static final String NOT_IN_THE_LEDGER = "A schedule is no event. Look at its exports.";

    private final ScheduleExport scheduleExport;
    private final RunSchedule runSchedule;
    private final ScheduleStore schedules;
    private final Caller caller;
    private final Writes writes;

    ScheduleResource(
            ScheduleExport scheduleExport,
            RunSchedule runSchedule,
            ScheduleStore schedules,
            Caller caller,
            Writes writes) {
        this.scheduleExport = scheduleExport;
        this.runSchedule = runSchedule;
        this.schedules = schedules;
        this.caller = caller;
        this.writes = writes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "scheduleAuditExport",
            summary = "Export each night",
            description =
                    "What was recorded since the last export, without a gap and without an overlap, to a folder or an S3-compatible"
                            + " store of the configuration, with a manifest that has its SHA-256. Nights that were missed are in the next"
                            + " export. Takes Idempotency-Key and dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    @Answers(201)
    public Uni<RestResponse<ScheduleView>> create(@Nullable ScheduleRequest request) {
        var body = Bodies.required(request);
        var command = command(body);
        return writes.answer(
                body,
                () -> scheduleExport
                        .run(command)
                        .map(schedule ->
                                Answer.created(ScheduleView.of(schedule)).at(PATH + "/" + schedule.id())));
    }

    private ScheduleExport.Command command(ScheduleRequest body) {
        var given = EntryFilterRequest.given(body.filter());
        var format = body.format();
        var hour = body.hour();
        var target = body.target();
        if (format == null || hour == null || target == null) {
            var found = new ArrayList<Violation>();
            required(found, "/format", format);
            required(found, "/hour", hour);
            required(found, "/target", target);
            throw new Refusal.Invalid(found).asException();
        }
        return new ScheduleExport.Command(
                body.name() == null ? "" : body.name(),
                format,
                given,
                EntryFilterRequest.read(given),
                hour,
                target,
                body.path() == null ? "" : body.path(),
                body.fromIndex(),
                caller.because(Reasons.required(body.reason())));
    }

    private static void required(List<Violation> found, String pointer, @Nullable Object value) {
        if (value == null) {
            found.add(new Violation(pointer, "REQUIRED", "Say it: there is no value that it has unless said."));
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(operationId = "listAuditExportSchedules", summary = "List schedules", description = "By name.")
    public Uni<Page<ScheduleView>> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return schedules.find(Parameters.limit(limit), cursor).map(page -> page.map(ScheduleView::of));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(operationId = "showAuditExportSchedule", summary = "Look at a schedule")
    public Uni<ScheduleView> show(@RestPath String id) {
        return schedules.get(id(id)).map(ScheduleView::of);
    }

    @POST
    @Path("{id}/run")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "runAuditExportSchedule",
            summary = "Export at once what was recorded since the last night",
            description = "The next night's export begins where this one ends. Takes Idempotency-Key and dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    @Answers(202)
    public Uni<RestResponse<ExportView>> run(@RestPath String id, @Nullable ExportTurnRequest request) {
        var body = Bodies.required(request);
        var command = new RunSchedule.Command(id(id), caller.because(Reasons.required(body.reason())));
        return writes.answer(
                List.of(id, body),
                () -> runSchedule
                        .run(command)
                        .map(export ->
                                Answer.accepted(ExportView.of(export)).at(ExportResource.PATH + "/" + export.id())));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "removeAuditExportSchedule",
            summary = "Remove a schedule",
            description = "What it has exported stays where it is. Needs 'reason' as a parameter; takes dryRun.")
    @CannotWait(NOT_IN_THE_LEDGER)
    public Uni<RestResponse<ScheduleView>> remove(@RestPath String id, @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        return writes.answer(
                List.of(id, why),
                () -> scheduleExport
                        .remove(id(id), caller.because(why))
                        .map(schedule -> Answer.ok(ScheduleView.of(schedule))));
    }

    private static UUID id(String id) {
        return Parameters.uuid("id", id);
    }
}
