#include "http/client/client_message.hpp"

#include "http/request_view.hpp"

namespace frameio::http {

void header_fields::add(std::string_view name, std::string_view value) {
    if (text_.empty()) {  // most heads fit
        text_.reserve(1024);
        places_.reserve(24);
    }
    places_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(name.size()),
                       static_cast<std::uint32_t>(value.size())});
    text_ += name;
    text_ += value;
}

header_fields::field header_fields::operator[](std::size_t index) const noexcept {
    const place& at = places_[index];
    const char* const begin = text_.data() + at.begin;
    return {{begin, at.name_size}, {begin + at.name_size, at.value_size}};
}

std::string_view header_fields::find(std::string_view name) const noexcept {
    for (std::size_t i = 0; i < size(); ++i) {
        const field one = (*this)[i];
        if (is_named(one.name, name)) {
            return one.value;
        }
    }
    return {};
}

}  // namespace frameio::http
