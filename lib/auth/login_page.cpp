#include <frameio/error.hpp>
#include <frameio/login.hpp>

#include <algorithm>

namespace frameio {
namespace {

// What browsers take for the beginning of another host: a second slash, or a backslash, also after what they skip.
bool stays_here(std::string_view path) noexcept {
    const auto is_plain = [](char each) { return each > ' ' && each < '\x7f' && each != '\\'; };
    return path.starts_with('/') && !path.starts_with("//") && std::ranges::all_of(path, is_plain);
}

}  // namespace

login_page login_page::text(std::string title, std::string text) {
    login_page made;
    made.title_ = std::move(title);
    made.text_ = std::move(text);
    return made;
}

login_page login_page::redirect(std::string path) {
    if (!stays_here(path)) {
        throw error(errc::invalid_argument,
                    "a page to go to after a login is a path of the same host, such as \"/welcome\": one slash, then "
                    "visible ASCII without backslashes");
    }
    login_page made;
    made.path_ = std::move(path);
    return made;
}

}  // namespace frameio
