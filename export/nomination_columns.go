package export

// registers are the standard lists: the register of all nominations, and the annexes by subject.
func registers() []register {
	return []register{
		{
			sheet: nominationsName, title: registerTitle, unit: "đề nghị",
			subjects: []string{collective, individual, household}, columns: registerColumns(),
		},
		{
			sheet: collectivesName, title: collectivesTitle, unit: "tập thể",
			subjects: []string{collective}, columns: collectiveColumns(),
		},
		{
			sheet: individualsName, title: individualsTitle, unit: "cá nhân",
			subjects: []string{individual}, columns: individualColumns(),
		},
		{
			sheet: householdsName, title: householdsTitle, unit: "hộ",
			subjects: []string{household}, columns: householdColumns(),
		},
	}
}

func registerColumns() []standardColumn {
	return []standardColumn{
		{head: "STT", width: 6},
		{head: "Tên tập thể, cá nhân, hộ", width: 28, names: nameNames},
		{head: "Đối tượng", width: 11, names: subjectNames, fill: subjectWord},
		{head: "Chức vụ", width: 22, names: []string{"chuc_vu"}},
		{head: "Đơn vị công tác, chủ quản", width: 24, names: parentNames, fill: unitOfNominee},
		{head: "Hình thức, danh hiệu đề nghị", width: 22, names: formNames},
		{head: "Tóm tắt thành tích", width: 44, names: merits},
		{head: "Hồ sơ kèm theo", width: 20, names: dossierNames},
		{head: "Ghi chú", width: 14, names: remarkNames, fill: remark},
	}
}

func individualColumns() []standardColumn {
	return []standardColumn{
		{head: "STT", width: 6},
		{head: "Ông/Bà", width: 7, names: []string{"danh_xung"}},
		{head: "Họ và tên", width: 21, names: nameNames},
		{head: "Giới tính", width: 7, names: []string{"gioi_tinh"}},
		{head: "Chức vụ", width: 19, names: []string{"chuc_vu"}},
		{head: "Phòng/bộ phận", width: 13, names: []string{"phong", "bo_phan", "phong_ban"}},
		{head: "Đơn vị công tác", width: 17, names: []string{"don_vi_cong_tac"}, fill: unitOfNominee},
		{head: "Phân loại cán bộ", width: 14, names: classNames},
		{head: "Hình thức/Danh hiệu đề nghị", width: 16, names: formNames},
		{head: "Tóm tắt thành tích", width: 36, names: merits},
		{head: "Khen thưởng đã có", width: 16, names: earlierAwards},
		{head: "Kết quả phiếu", width: 9, names: voteNames},
		{head: "Hồ sơ kèm theo", width: 15, names: dossierNames},
		{head: "Ghi chú", width: 11, names: remarkNames, fill: remark},
	}
}

func collectiveColumns() []standardColumn {
	return []standardColumn{
		{head: "STT", width: 6},
		{head: "Tên tập thể", width: 24, names: nameNames},
		{head: "Đơn vị chủ quản", width: 18, names: parentNames},
		{head: "Phân loại tập thể", width: 15, names: kindNames},
		{head: "Tập thể nhỏ", width: 8, names: smallNames},
		{head: "Lĩnh vực", width: 13, names: []string{"linh_vuc"}},
		{head: "Hình thức đề nghị", width: 17, names: formNames},
		{head: "Tóm tắt thành tích", width: 36, names: merits},
		{head: "Khen thưởng đã có", width: 15, names: earlierAwards},
		{head: "Kết quả phiếu", width: 9, names: voteNames},
		{head: "Hồ sơ kèm theo", width: 14, names: dossierNames},
		{head: "Đơn vị đề nghị", width: 18, fill: unitOfNominee},
		{head: "Ghi chú", width: 10, names: remarkNames, fill: remark},
	}
}

func householdColumns() []standardColumn {
	return []standardColumn{
		{head: "STT", width: 6},
		{head: "Tên hộ", width: 30, names: nameNames},
		{head: "Địa chỉ", width: 34, names: []string{"dia_chi"}},
		{head: "Hình thức đề nghị", width: 24, names: formNames},
		{head: "Thành tích", width: 60, names: merits},
		{head: "Ghi chú", width: 16, names: remarkNames, fill: remark},
	}
}

func unitOfNominee(c *Consolidation, n nominee) string { return c.UnitName(*n.entry.Unit) }

func remark(_ *Consolidation, n nominee) string {
	filing, _ := n.part.Filing(n.entry.Unit.Code)
	return filingNote(filing)
}

func subjectWord(_ *Consolidation, n nominee) string {
	switch n.subject {
	case individual:
		return "Cá nhân"
	case household:
		return "Hộ"
	}
	return "Tập thể"
}
