-- Publishers from outside have a role of their own.
alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check
    check (role in ('admin', 'outside-publisher', 'publisher', 'reviewer', 'release-manager', 'viewer', 'auditor'));
