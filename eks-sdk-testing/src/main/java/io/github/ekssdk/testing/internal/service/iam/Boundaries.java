package io.github.ekssdk.testing.internal.service.iam;

import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;

/** Sets the permissions boundaries of users and roles, and the descriptions of roles. */
final class Boundaries {
    private final IamStore store;
    private final IdentityPolicies policies;

    Boundaries(IamStore store, IdentityPolicies policies) {
        this.store = store;
        this.policies = policies;
    }

    public PutRolePermissionsBoundaryResponse put(PutRolePermissionsBoundaryRequest request) {
        policies.limit(store.changeableRole(request.roleName()), request.permissionsBoundary());
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    public DeleteRolePermissionsBoundaryResponse delete(DeleteRolePermissionsBoundaryRequest request) {
        remove(store.changeableRole(request.roleName()));
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }

    public PutUserPermissionsBoundaryResponse put(PutUserPermissionsBoundaryRequest request) {
        policies.limit(store.user(request.userName()), request.permissionsBoundary());
        return PutUserPermissionsBoundaryResponse.builder().build();
    }

    public DeleteUserPermissionsBoundaryResponse delete(DeleteUserPermissionsBoundaryRequest request) {
        remove(store.user(request.userName()));
        return DeleteUserPermissionsBoundaryResponse.builder().build();
    }

    public UpdateRoleDescriptionResponse describe(UpdateRoleDescriptionRequest request) {
        IamRole role = store.changeableRole(request.roleName());
        role.describe(IamInput.description(request.description()));
        return UpdateRoleDescriptionResponse.builder().role(role.details()).build();
    }

    private static void remove(IamIdentity identity) {
        if (identity.boundary() == null) {
            throw IamRefusals.noSuchEntity(
                    "The " + identity.kind() + " " + identity.name() + " has no permissions boundary.");
        }
        identity.boundary(null);
    }
}
