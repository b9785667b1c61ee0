package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;
import software.amazon.awssdk.services.iam.model.RoleUsageType;

/** Deletes service-linked roles, which their services allow only when they no longer need them. */
final class ServiceLinkedRoleDeletion {
    /** What keeps the role of a service in use, by the types of the inventory. */
    private static final Map<String, String> USERS = Map.of(
            "eks.amazonaws.com", "eks:cluster",
            "eks-nodegroup.amazonaws.com", "eks:nodegroup",
            "eks-fargate.amazonaws.com", "eks:fargate-profile",
            "autoscaling.amazonaws.com", "autoscaling:group",
            "elasticloadbalancing.amazonaws.com", "elasticloadbalancing:loadbalancer");

    private final IamStore store;
    private final Account account;
    private final Map<String, GetServiceLinkedRoleDeletionStatusResponse> tasks = new HashMap<>();

    ServiceLinkedRoleDeletion(IamStore store) {
        this.store = store;
        this.account = store.account();
    }

    public DeleteServiceLinkedRoleResponse delete(DeleteServiceLinkedRoleRequest request, Call call) {
        IamRole role = store.role(request.roleName());
        if (!role.isServiceLinked()) {
            throw IamRefusals.noSuchEntity("The service-linked role " + role.name() + " cannot be found.");
        }
        String service =
                role.path().substring("/aws-service-role/".length(), role.path().length() - 1);
        String task = "task" + role.path() + role.name() + "/" + account.ids().uuid();
        tasks.put(task, status(DeletionTaskStatusType.IN_PROGRESS).build());
        Instant end = call.now().plus(account.latencies().peek("iam.serviceLinkedRole.delete", role.name()));
        account.transitions().at(end, "role/" + role.name() + " is looked into", () -> finish(task, role, service));
        return DeleteServiceLinkedRoleResponse.builder().deletionTaskId(task).build();
    }

    private void finish(String task, IamRole role, String service) {
        List<String> uses = account.services().stream()
                .flatMap(other -> other == account.service(IamService.class)
                        ? Stream.<Resource>empty()
                        : other.inventory().stream())
                .filter(resource -> resource.type().equals(USERS.get(service)))
                .map(Resource::id)
                .toList();
        if (uses.isEmpty()) {
            store.remove(role);
            tasks.put(task, status(DeletionTaskStatusType.SUCCEEDED).build());
            return;
        }
        RoleUsageType usage =
                RoleUsageType.builder().region(account.region()).resources(uses).build();
        tasks.put(
                task,
                status(DeletionTaskStatusType.FAILED)
                        .reason(reason -> reason.reason("A service-linked role that is in use cannot be deleted.")
                                .roleUsageList(usage))
                        .build());
    }

    public GetServiceLinkedRoleDeletionStatusResponse status(GetServiceLinkedRoleDeletionStatusRequest request) {
        GetServiceLinkedRoleDeletionStatusResponse status =
                tasks.get(IamInput.required("deletionTaskId", request.deletionTaskId()));
        if (status == null) {
            throw IamRefusals.noSuchEntity("The deletion task " + request.deletionTaskId() + " cannot be found.");
        }
        return status;
    }

    private static GetServiceLinkedRoleDeletionStatusResponse.Builder status(DeletionTaskStatusType status) {
        return GetServiceLinkedRoleDeletionStatusResponse.builder().status(status);
    }
}
