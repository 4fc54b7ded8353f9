// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include "api/generated/models/account_permissions.hpp"

#include "api/fetch.hpp"
#include "api/generated/models/assets.hpp"
#include "api/generated/models/users.hpp"

namespace frameio::api {

template <class Io, class T>
void visit_account_user_role(Io& io, T& it) {
    io.nullable("role", it.role);
    io.required("user", it.user);
}

bool read(const json_reader& from, account_user_role& to) {
    object_reader io(from);
    visit_account_user_role(io, to);
    return io.is_object();
}

void write(json_writer& to, const account_user_role& value) {
    object_writer io(to);
    visit_account_user_role(io, value);
    io.end();
}

template std::string to_json(const account_user_role& value);
template account_user_role from_json<account_user_role>(std::string_view text);
template class pages<account_user_role>;

}  // namespace frameio::api
